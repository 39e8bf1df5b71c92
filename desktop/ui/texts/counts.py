"""Numbers with their unit: Vietnamese has one form, English has two."""

from desktop.ui.texts.texts import translate


def items(count: int) -> str:
    """3 mục."""
    if count == 1:
        return translate("Counts", "1 mục")
    return translate("Counts", "{count} mục").format(count=count)


def lines(count: int) -> str:
    """3 dòng."""
    if count == 1:
        return translate("Counts", "1 dòng")
    return translate("Counts", "{count} dòng").format(count=count)


def files(count: int) -> str:
    """3 tệp."""
    if count == 1:
        return translate("Counts", "1 tệp")
    return translate("Counts", "{count} tệp").format(count=count)


def reports(count: int) -> str:
    """3 báo cáo."""
    if count == 1:
        return translate("Counts", "1 báo cáo")
    return translate("Counts", "{count} báo cáo").format(count=count)


def papers(count: int) -> str:
    """3 tài liệu."""
    if count == 1:
        return translate("Counts", "1 tài liệu")
    return translate("Counts", "{count} tài liệu").format(count=count)


def requests(count: int) -> str:
    """3 yêu cầu."""
    if count == 1:
        return translate("Counts", "1 yêu cầu")
    return translate("Counts", "{count} yêu cầu").format(count=count)


def pages(count: int) -> str:
    """3 trang."""
    if count == 1:
        return translate("Counts", "1 trang")
    return translate("Counts", "{count} trang").format(count=count)


def printers(count: int) -> str:
    """3 máy in."""
    if count == 1:
        return translate("Counts", "1 máy in")
    return translate("Counts", "{count} máy in").format(count=count)


def keys(count: int) -> str:
    """2 khóa."""
    if count == 1:
        return translate("Counts", "1 khóa")
    return translate("Counts", "{count} khóa").format(count=count)


def minutes(count: int) -> str:
    """3 phút."""
    if count == 1:
        return translate("Counts", "1 phút")
    return translate("Counts", "{count} phút").format(count=count)


def hours(count: int) -> str:
    """3 giờ."""
    if count == 1:
        return translate("Counts", "1 giờ")
    return translate("Counts", "{count} giờ").format(count=count)


def days(count: int) -> str:
    """3 ngày."""
    if count == 1:
        return translate("Counts", "1 ngày")
    return translate("Counts", "{count} ngày").format(count=count)


def duration(seconds: int) -> str:
    """The largest whole unit, at least a minute: 5 phút, 2 giờ, 3 ngày."""
    whole_minutes = max(1, seconds // 60)
    if whole_minutes < 60:  # noqa: PLR2004 - an hour
        return minutes(whole_minutes)
    whole_hours = whole_minutes // 60
    return hours(whole_hours) if whole_hours < 24 else days(whole_hours // 24)  # noqa: PLR2004


def phrases(count: int) -> str:
    """9 câu mẫu."""
    if count == 1:
        return translate("Counts", "1 câu mẫu")
    return translate("Counts", "{count} câu mẫu").format(count=count)
