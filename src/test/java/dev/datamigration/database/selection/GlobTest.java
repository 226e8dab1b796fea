package dev.datamigration.database.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.Patience;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class GlobTest {
    @Test
    void meansWhatTheRegularExpressionWould() {
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++) {
            var pattern = text(random, "ab*?.", 7);
            var name = text(random, "ab.\n", 7);
            var regex = pattern.replace(".", "\\.").replace("*", ".*").replace("?", ".");
            assertThat(new Glob(pattern).matches(name))
                    .as("%s, %s", pattern, name)
                    .isEqualTo(
                            Pattern.compile(regex, Pattern.DOTALL).matcher(name).matches());
        }
    }

    @Test
    void charactersOutsideOfTheBasicPlaneAreOne() {
        assertThat(new Glob("shop.😀").matches("shop.😀")).isTrue();
        assertThat(new Glob("shop.?").matches("shop.😀")).isTrue();
        assertThat(new Glob("shop.??").matches("shop.😀")).isFalse();
    }

    /** As a regular expression it would not end while anybody lives. */
    @Test
    void noPatternTakesLong() {
        var pattern = "*.".concat("*a".repeat(120)).concat("*b");
        Assertions.assertTimeoutPreemptively(
                Patience.LIMIT,
                () -> assertThat(new Glob(pattern).matches("s." + "a".repeat(127)))
                        .isFalse());
    }

    private static String text(Random random, String alphabet, int longest) {
        var text = new StringBuilder();
        for (var left = random.nextInt(longest); left > 0; left--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
