"""pyHanko as a judge and as a maker: `pyhanko_judge.py judge|make REQUEST`. ../outside.ts says what is asked and answered."""

import asyncio
import sys
import time
from pathlib import Path

from asn1crypto import crl as asn1_crl
from pyhanko.keys import load_cert_from_pemder, load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.ades.report import AdESStatus
from pyhanko.sign.validation import DocumentSecurityStore, async_validate_pdf_signature
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevocationInfoGatheringSpec,
    RevinfoOnlineFetchingRule,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer

INDICATIONS = {
    AdESStatus.PASSED: "TOTAL-PASSED",
    AdESStatus.INDETERMINATE: "INDETERMINATE",
    AdESStatus.FAILED: "TOTAL-FAILED",
}
# The worst last.
ORDER = ["TOTAL-PASSED", "INDETERMINATE", "TOTAL-FAILED"]


def specification(request, online):
    crls = [
        CRLContainer(asn1_crl.CertificateList.load(Path(path).read_bytes()))
        for (path,) in (request["crl"] if online else [])
    ]
    roots = [load_cert_from_pemder(path) for (path,) in request["trust"]]
    return PdfSignatureValidationSpec(
        SignatureValidationSpec(
            cert_validation_policy=CertValidationPolicySpec(
                trust_manager=SimpleTrustManager.build(trust_roots=roots),
                revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
            ),
            revinfo_gathering_policy=RevocationInfoGatheringSpec(
                online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
            ),
            local_knowledge=LocalKnowledge(known_crls=crls),
        )
    )


async def judge_archived(signature, spec):
    """A signature under document timestamps, by the procedure for long-term validation (EN 319 102-1 §5.6.3)."""
    result = await ades_lta_validation(signature, spec)
    indication = INDICATIONS[result.ades_subindic.status]
    detail = result.ades_subindic.standard_name
    status = result.api_status
    if status is not None and not status.docmdp_ok:
        indication, detail = "TOTAL-FAILED", f"{detail}, changed: {status.modification_level}"
    return indication, detail


async def judge_recent(signature, request, online, store):
    """Any other signature; pyHanko answers in booleans, which are put into the terms of the standard here."""
    settings = {
        "trust_roots": [load_cert_from_pemder(path) for (path,) in request["trust"]],
        "crls": [Path(path).read_bytes() for (path,) in request["crl"]] if online else [],
        "allow_fetching": False,
        "revocation_mode": "require",
    }
    if store is None:
        context = ValidationContext(**settings)
    else:
        context = store.as_validation_context(settings)
    status = await async_validate_pdf_signature(signature, context)
    if status.bottom_line:
        return "TOTAL-PASSED", status.summary()
    broken = not (status.intact and status.valid and status.docmdp_ok)
    return "TOTAL-FAILED" if broken else "INDETERMINATE", status.summary()


async def judge_file(path, request, online):
    with open(path, "rb") as handle:
        reader = PdfFileReader(handle)
        stamps = [stamp.signed_revision for stamp in reader.embedded_timestamp_signatures]
        store = DocumentSecurityStore.read_dss(reader) if "/DSS" in reader.root else None
        found = []
        for signature in reader.embedded_regular_signatures:
            if any(stamp > signature.signed_revision for stamp in stamps):
                indication, detail = await judge_archived(signature, specification(request, online))
            else:
                indication, detail = await judge_recent(signature, request, online, store)
            found.append((indication, f"{signature.field_name}: {detail}"))
    if not found:
        return "NONE", "no signature"
    return max((each for each, _ in found), key=ORDER.index), "; ".join(detail for _, detail in found)


def judge(request):
    for name, path, online in request["file"]:
        start = time.monotonic()
        try:
            indication, detail = asyncio.run(judge_file(path, request, online == "online"))
        except Exception as error:  # whatever a judge chokes on is its judgement
            indication, detail = "ERROR", f"{type(error).__name__}: {error}"
        milliseconds = (time.monotonic() - start) * 1000
        answer("judged", name, indication, str(milliseconds), detail)


def answer(*fields):
    print("\t".join(" ".join(field.split()) for field in fields))


async def make_file(request, signer, context, level):
    metadata = signers.PdfSignatureMetadata(
        field_name="Signature1",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        embed_validation_info=level in ("B-LT", "B-LTA"),
        use_pades_lta=level == "B-LTA",
        validation_context=context,
    )
    [[url]], [[folder]], [[paper]] = request["timestamps"], request["folder"], request["input"]
    stamper = None if level == "B-B" else timestamps.HTTPTimeStamper(url)
    output = str(Path(folder) / f"pyhanko-{level}.pdf")
    with open(paper, "rb") as source, open(output, "w+b") as target:
        writer = IncrementalPdfFileWriter(source)
        await signers.async_sign_pdf(writer, metadata, signer, timestamper=stamper, output=target)
    answer("made", f"pyHanko {level}", output)


async def make(request):
    [[key, certificate]] = request["key"]
    trust = [path for (path,) in request["trust"]]
    crls = [Path(path).read_bytes() for (path,) in request["crl"]]
    signer = signers.SimpleSigner.load(key, certificate, ca_chain_files=trust)
    for level in ("B-B", "B-T", "B-LT", "B-LTA"):
        roots = list(load_certs_from_pemder(trust))
        context = ValidationContext(trust_roots=roots, crls=crls, allow_fetching=False, revocation_mode="require")
        await make_file(request, signer, context, level)


def read_request(path):
    request = {"trust": [], "crl": [], "file": []}
    for line in Path(path).read_text().splitlines():
        kind, *rest = line.split("\t")
        request.setdefault(kind, []).append(rest)
    return request


if __name__ == "__main__":
    task, path = sys.argv[1:]
    asked = read_request(path)
    if task == "judge":
        judge(asked)
    else:
        asyncio.run(make(asked))
