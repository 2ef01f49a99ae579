"""Numbers as Swedish, Danish and Finnish write them (grows with the calculator)."""


def write(value, language, decimals=None):
    text = f"{value:,.{decimals}f}" if decimals is not None else f"{value:,}"
    group = "." if language == "da" else "\u00a0"
    return text.replace(",", "\x00").replace(".", ",").replace("\x00", group)
