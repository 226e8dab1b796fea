package dev.datamigration.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BearerTokenTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @Test
    void admitsTheTokenAndNothingElse() {
        var token = BearerToken.of(TOKEN);
        assertThat(token.admits("Bearer " + TOKEN)).isTrue();
        assertThat(token.admits(null)).isFalse();
        assertThat(token.admits("")).isFalse();
        assertThat(token.admits(TOKEN)).isFalse();
        assertThat(token.admits("Bearer " + TOKEN + "0")).isFalse();
        assertThat(token.admits("Bearer " + TOKEN.toUpperCase())).isFalse();
    }

    @Test
    void anEmptyTokenIsNone() {
        assertThatThrownBy(() -> BearerToken.of("")).isInstanceOf(IllegalStateException.class);
    }
}
