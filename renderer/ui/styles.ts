/* The one order in which the design system's sheets are laid. Views import their own beside themselves. */
import './tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/people.css';
import './styles/messages.css';
import './styles/overlays.css';
