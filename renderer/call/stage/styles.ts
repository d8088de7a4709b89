/* The stage's sheets, in their order. */
import './stage.css';
import './tiles.css';
import './controls.css';
import './panel.css';
import './between.css';
