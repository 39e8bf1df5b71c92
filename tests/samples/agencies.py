"""Entries of an invented directory; names as the circular has them."""

from desktop.domain.directory.agency import Agency, AgencyKind

SCIENCE = Agency(
    code="SKHCN",
    name="Sở Khoa học và Công nghệ",
    kind=AgencyKind.DEPARTMENT,
    parent_name="Ủy ban nhân dân thành phố",
)
INSPECTORATE = Agency(
    code="TTTP",
    name="Thanh tra thành phố",
    kind=AgencyKind.INSPECTORATE,
    parent_name="Ủy ban nhân dân thành phố",
)
RECEPTION = Agency(
    code="BTCDTP",
    name="Ban Tiếp công dân thành phố",
    kind=AgencyKind.RECEPTION,
    parent_name="Văn phòng Ủy ban nhân dân thành phố",
)
CENTRAL = Agency(code="TTCP", name="Thanh tra Chính phủ", kind=AgencyKind.CENTRAL)
RETIRED = Agency(code="SCU", name="Sở Cũ Mẫu", kind=AgencyKind.DEPARTMENT, is_active=False)
DIRECTORY = (SCIENCE, INSPECTORATE, RECEPTION, CENTRAL, RETIRED)
