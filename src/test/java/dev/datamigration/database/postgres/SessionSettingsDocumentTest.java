package dev.datamigration.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.postgres.connection.SessionSetting;
import dev.datamigration.database.postgres.connection.SessionSetting.Treatment;
import dev.datamigration.database.postgres.connection.SessionSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/session-settings.md lists every setting; {@code mvn test -Dtest=SessionSettingsDocumentTest -Ddocs.update=true}
 * writes it anew.
 */
class SessionSettingsDocumentTest {
    private static final Path DOCUMENT =
            Path.of(System.getProperty("project.directory", "."), "docs", "session-settings.md");
    private static final Pattern TABLE =
            Pattern.compile("(<!-- generated: settings -->\n).*?(<!-- end of generated -->)", Pattern.DOTALL);

    @Test
    void listsEverySettingAsItIs() throws Exception {
        var text = Files.readString(DOCUMENT);
        var matcher = TABLE.matcher(text);
        assertThat(matcher.find()).isTrue();
        var fresh = text.substring(0, matcher.end(1)) + table() + text.substring(matcher.start(2));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(DOCUMENT, fresh);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(fresh);
    }

    @Test
    void everySettingHasAReasonAndWhatIsSetHasAValue() {
        assertThat(SessionSettings.ALL).extracting(SessionSetting::name).doesNotHaveDuplicates();
        assertThat(SessionSettings.ALL).allSatisfy(setting -> {
            assertThat(setting.reason()).isNotBlank();
            assertThat(setting.value().isEmpty())
                    .isEqualTo(setting.treatment() == Treatment.Left || EMPTY.contains(setting.name()));
        });
    }

    /** A server of an earlier minor release would let nobody in who asks for it. */
    @Test
    void whatCameWithAMinorReleaseIsNotAskedForAtTheStart() {
        assertThat(SessionSettings.OPTIONS).contains("row_security").doesNotContain("restrict_nonsystem_relation_kind");
    }

    private static final java.util.Set<String> EMPTY = java.util.Set.of(
            "createrole_self_grant", "local_preload_libraries", "restrict_nonsystem_relation_kind", "search_path");

    private static String table() {
        return SessionSettings.ALL.stream()
                .map(setting -> "| `%s` | %s | %s | %s |"
                        .formatted(setting.name(), versions(setting), treatment(setting), setting.reason()))
                .collect(Collectors.joining(
                        "\n", "| Setting | Versions | In our sessions | Why |\n|---|---|---|---|\n", "\n"));
    }

    private static String versions(SessionSetting setting) {
        var from = setting.since() == 13 ? "" : setting.since() + " and later";
        return setting.until() == Integer.MAX_VALUE ? (from.isEmpty() ? "all" : from) : "up to " + setting.until();
    }

    private static String treatment(SessionSetting setting) {
        var value = setting.value().isEmpty() ? "empty" : "`" + setting.value() + "`";
        return switch (setting.treatment()) {
            case Pinned -> value;
            case OnLinux -> value + ", on Linux";
            case Raised -> "at least " + value;
            case Held -> value + ", or the task stops";
            case Preferred -> value + " where the account may set it, else as it is";
            case Sent -> value + ", sent as the connection is opened";
            case Left -> "as it is";
        };
    }
}
