"""The window: screens drawn from a seat's view, played by mouse and keyboard."""
