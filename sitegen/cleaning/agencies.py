"""Who sells news and pictures to others, as alternatives of a pattern, in lower case.

They stand beside names without being anybody's.
"""

NEWS = (
    r"ap|afp|ansa|bbc(?:\ news)?|bloomberg|cnn|(?:cbs|nbc)\ news|dpa|efe|epa|reuters"
    r"|(?:the\ )?associated\ press|the\ new\ york\ times"
)
PICTURES = rf"{NEWS}|(?:afp\ via\ )?getty\ images|imago|istock|alamy|shutterstock|unsplash"
