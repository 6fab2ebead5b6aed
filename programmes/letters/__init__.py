"""Letters by e-mail: what they say, when, in which words, and how they are sent."""
