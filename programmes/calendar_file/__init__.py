"""The dates of the overview as a calendar to subscribe to (RFC 5545, RFC 7986)."""
