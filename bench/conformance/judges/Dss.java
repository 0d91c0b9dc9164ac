import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.service.tsp.OnlineTSPSource;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore.PasswordProtection;
import java.util.ArrayList;
import java.util.List;

/** EU DSS as a judge and as a maker: `Dss judge|make REQUEST`. ../outside.ts says what is asked and answered. */
public final class Dss {
  private static List<String[]> request;

  public static void main(String[] arguments) throws Exception {
    request = Files.readAllLines(Path.of(arguments[1])).stream().map(line -> line.split("\t")).toList();
    if (arguments[0].equals("judge")) judge();
    else make();
  }

  private static List<String[]> asked(String kind) {
    return request.stream().filter(fields -> fields[0].equals(kind)).toList();
  }

  private static String only(String kind) {
    return asked(kind).get(0)[1];
  }

  /** Nothing is fetched: what the file does not hold comes from the request, or from nowhere. */
  private static CommonCertificateVerifier verifier(boolean online) throws Exception {
    CommonTrustedCertificateSource trust = new CommonTrustedCertificateSource();
    for (String[] fields : asked("trust")) trust.addCertificate(DSSUtils.loadCertificate(new File(fields[1])));
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    verifier.setTrustedCertSources(trust);
    verifier.setAIASource(null);
    if (online) {
      List<byte[]> lists = new ArrayList<>();
      for (String[] fields : asked("crl")) lists.add(Files.readAllBytes(Path.of(fields[1])));
      verifier.setCrlSource(new ExternalResourcesCRLSource(
        lists.stream().map(java.io.ByteArrayInputStream::new).toArray(java.io.InputStream[]::new)));
    }
    return verifier;
  }

  private static void judge() throws Exception {
    for (String[] file : asked("file")) {
      long start = System.nanoTime();
      String[] judgement;
      try {
        judgement = judgeFile(file[2], file[3].equals("online"));
      } catch (Exception | StackOverflowError error) {
        judgement = new String[] {"ERROR", error.toString()};
      }
      double milliseconds = (System.nanoTime() - start) / 1e6;
      answer("judged", file[1], judgement[0], Double.toString(milliseconds), judgement[1]);
    }
  }

  private static String[] judgeFile(String path, boolean online) throws Exception {
    SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(path));
    validator.setCertificateVerifier(verifier(online));
    SimpleReport report = validator.validateDocument().getSimpleReport();
    String worst = "NONE";
    List<String> details = new ArrayList<>();
    for (String id : report.getSignatureIdList()) {
      Indication indication = report.getIndication(id);
      String name = indication == Indication.TOTAL_PASSED || indication == Indication.PASSED ? "TOTAL-PASSED"
        : indication == Indication.INDETERMINATE ? "INDETERMINATE" : "TOTAL-FAILED";
      if (rank(name) > rank(worst)) worst = name;
      StringBuilder detail = new StringBuilder(String.valueOf(report.getSignatureFormat(id)));
      if (report.getSubIndication(id) != null) detail.append(' ').append(report.getSubIndication(id));
      report.getAdESValidationErrors(id).forEach(error -> detail.append(" | ").append(error.getValue()));
      details.add(detail.toString());
    }
    return new String[] {worst, String.join("; ", details)};
  }

  private static int rank(String indication) {
    return List.of("NONE", "TOTAL-PASSED", "INDETERMINATE", "TOTAL-FAILED").indexOf(indication);
  }

  private static void make() throws Exception {
    PAdESService service = new PAdESService(verifier(true));
    service.setTspSource(new OnlineTSPSource(only("timestamps")));
    try (Pkcs12SignatureToken token =
        new Pkcs12SignatureToken(new File(only("pkcs12")), new PasswordProtection("judge".toCharArray()))) {
      DSSPrivateKeyEntry key = token.getKeys().get(0);
      for (String level : List.of("B", "T", "LT", "LTA")) {
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.valueOf("PAdES_BASELINE_" + level));
        parameters.setSigningCertificate(key.getCertificate());
        parameters.setCertificateChain(key.getCertificateChain());
        DSSDocument paper = new FileDocument(only("input"));
        ToBeSigned data = service.getDataToSign(paper, parameters);
        SignatureValue value = token.sign(data, parameters.getDigestAlgorithm(), key);
        Path output = Path.of(only("folder"), "dss-B-" + level + ".pdf");
        service.signDocument(paper, parameters, value).save(output.toString());
        answer("made", level.equals("B") ? "DSS B-B" : "DSS B-" + level, output.toString());
      }
    }
  }

  private static void answer(String... fields) {
    List<String> clean = new ArrayList<>();
    for (String field : fields) clean.add(field.replaceAll("\\s+", " "));
    System.out.println(String.join("\t", clean));
  }
}
