"""What is printed and taken home: the report after a game, and the teaching sheets before one."""
