package dev.datamigration.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @AfterEach
    void forget() {
        System.clearProperty("rate");
    }

    @Test
    void whatIsNotChosenIsAsDocumented() {
        var options = Options.fromSystemProperties();
        assertThat(options.rows()).isEqualTo(1_305_000);
        assertThat(options.transactionsPerSecond()).isEqualTo(400);
    }

    @Test
    void nobodyHasToWrite() {
        System.setProperty("rate", "0");
        assertThat(Options.fromSystemProperties().transactionsPerSecond()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many", "", "4e2", "99999999999"})
    void anotherValueIsRefusedWithWhatToWrite(String rate) {
        System.setProperty("rate", rate);
        assertThatThrownBy(Options::fromSystemProperties)
                .isInstanceOf(QuickstartFailure.class)
                .hasMessage("-Drate=" + rate + ": write a number from 0 to 1000000");
    }
}
