/* The stage's sheets, in their order. */
import './stage.css';
import './tiles/tiles.css';
import './controls/controls.css';
import './panels/panel.css';
import './between/between.css';
