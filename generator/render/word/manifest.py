"""The manifest inside the file, so that it can be found again when the paper comes back edited."""

from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from generator.render.word.pen import clean

NAMESPACE = "urn:peerbrief:manifest"
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    '<ds:datastoreItem ds:itemID="{6B1F3C52-0E4D-4E0B-9B7A-5D1C6A3E8F21}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def attach_manifest(part: Any, manifest: str) -> None:
    """Add a customXml part. Text that is not XML is wrapped in one element of our namespace."""
    text = clean(manifest)
    if not text.lstrip().startswith("<"):
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="{NAMESPACE}">{escape(text)}</manifest>'
    item = Part(PackURI("/customXml/item1.xml"), "application/xml", text.encode(), part.package)
    properties = Part(PackURI("/customXml/itemProps1.xml"), _TYPE, _PROPERTIES.encode(), part.package)
    item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
