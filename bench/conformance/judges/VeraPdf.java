import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** veraPDF as a judge of PDF/A-2b: `VeraPdf judge REQUEST`. ../outside.ts says what is asked and answered. */
public final class VeraPdf {
  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (String line : Files.readAllLines(Path.of(arguments[1]))) {
      String[] fields = line.split("\t");
      if (!fields[0].equals("file")) continue;
      long start = System.nanoTime();
      String verdict;
      String detail;
      try (PDFAParser parser = Foundries.defaultInstance()
          .createParser(Files.newInputStream(Path.of(fields[2])), PDFAFlavour.PDFA_2_B)) {
        ValidationResult result = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_B, false).validate(parser);
        verdict = result.isCompliant() ? "TOTAL-PASSED" : "TOTAL-FAILED";
        detail = result.getTestAssertions().stream()
          .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
          .map(assertion -> assertion.getRuleId().getClause() + ": " + assertion.getMessage())
          .distinct().collect(Collectors.joining(" | "));
      } catch (Exception error) {
        verdict = "ERROR";
        detail = error.toString();
      }
      double milliseconds = (System.nanoTime() - start) / 1e6;
      List<String> answer = List.of("judged", fields[1], verdict, Double.toString(milliseconds), detail.isEmpty() ? "PDF/A-2b" : detail.replaceAll("\\s+", " "));
      System.out.println(String.join("\t", answer));
    }
  }
}
