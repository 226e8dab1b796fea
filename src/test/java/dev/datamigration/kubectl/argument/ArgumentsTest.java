package dev.datamigration.kubectl.argument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @Test
    void optionsStandAnywhereAndTheLastCounts() {
        var arguments = Arguments.parse(
                "-n",
                "elsewhere",
                "stop",
                "crm",
                "--names=a,b",
                "--ttl",
                "2h",
                "shop",
                "-y",
                "--namespace=prod",
                "--step=");
        assertThat(arguments.words()).containsExactly("stop", "crm", "shop");
        assertThat(arguments.names()).containsExactly("a", "b");
        assertThat(arguments.text(Option.Namespace)).isEqualTo("prod");
        assertThat(arguments.amount(Option.Ttl)).isEqualTo(7200);
        assertThat(arguments.has(Option.Yes)).isTrue();
        assertThat(arguments.text(Option.Step)).as("what is empty is not given").isNull();
    }

    @ParameterizedTest
    @CsvSource({"90, 90", "90s, 90", "10m, 600", "1h, 3600", "7d, 604800", "0, 0"})
    void aTimeIsInSeconds(String typed, int seconds) {
        assertThat(Amounts.seconds("--ttl", typed)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--dry-run=client",
                "--nonsense 1",
                "--parallelism many",
                "--parallelism -1",
                "--parallelism 99999999999",
                "--timeout 5x",
                "--timeout 99999d",
                "--timeout=",
                "-l"
            })
    void whatIsNotUnderstoodIsRefused(String line) {
        assertThatThrownBy(() -> Arguments.parse(line.split(" ")))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.code).isEqualTo(ExitCode.Misused))
                .hasMessageEndingWith("(kubectl migration help)")
                .hasMessageStartingWith(line.split("[ =]")[0]);
    }
}
