package dev.datamigration.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.testing.CrdFiles;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every value of the chart is in its schema, with a description, and in the table of its README. */
class ValuesTest {
    private static final Path HELM = CrdFiles.projectDirectory().resolve("helm");
    private static final Path README = HELM.resolve("README.md");
    private static final Pattern TABLE =
            Pattern.compile("(?s)(?<=<!-- generated: values -->\n).*(?=<!-- end of generated -->)");

    @Test
    void everyValueIsInTheSchema() throws IOException {
        assertThat(table().strangers()).isEmpty();
    }

    @Test
    void theReadmeTellsOfEveryValue() throws IOException {
        var table = table().markdown();
        if (Boolean.getBoolean("helm.readme.update")) {
            Files.writeString(
                    README, TABLE.matcher(Files.readString(README)).replaceFirst(Matcher.quoteReplacement(table)));
        }
        assertThat(table).doesNotContain("| ? |");
        assertThat(Files.readString(README))
                .as("update it with mvn test -Dtest=ValuesTest -Dhelm.readme.update=true")
                .contains(table);
    }

    private static ValuesTable table() throws IOException {
        return new ValuesTable(read("values.schema.json"), read("values.yaml"));
    }

    private static JsonNode read(String file) throws IOException {
        return Serialization.yamlMapper().readTree(HELM.resolve(file).toFile());
    }
}
