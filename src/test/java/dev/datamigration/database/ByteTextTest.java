package dev.datamigration.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.postgres.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "ä€\uD83D\uDE00", "\uFFFD", "\uFDD0x", "\uFDE0\uFDD0"})
    void textInUtf8IsReadAsSuchUnlessItHoldsNoncharacters(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(ByteText.encode(ByteText.decode(bytes))).isEqualTo(bytes);
        assertThat(ByteText.hasBytes(ByteText.decode(bytes)))
                .isEqualTo(text.chars().anyMatch(c -> 0xFDD0 <= c && c <= 0xFDEF));
    }

    @Test
    void everyPairOfBytesComesBack() {
        for (var i = 0; i < 1 << 16; i++) {
            var bytes = new byte[] {(byte) (i >> 8), (byte) i};
            assertThat(ByteText.encode(ByteText.decode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void bytesOfAnyKindComeBack() {
        var random = new Random(1);
        var alphabet = "Aä€\uFDD0\uFDE5\uFFFD\uD83D\uDE00".getBytes(StandardCharsets.UTF_8);
        for (var i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(12)];
            for (var j = 0; j < bytes.length; j++) {
                bytes[j] = alphabet[random.nextInt(alphabet.length)];
            }
            var text = ByteText.decode(bytes);
            assertThat(ByteText.encode(text)).isEqualTo(bytes);
            assertThat(ByteText.decode(ByteText.encode(text))).isEqualTo(text);
            // what is decoded is valid text, so that it can be put into JSON
            assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(text);
        }
    }

    @Test
    void literalsAndStatementsAreAscii() {
        var text =
                ByteText.decode(new byte[] {'a', '\'', '\\', (byte) 0xe4, 'f', (byte) 0xed, (byte) 0xa0, (byte) 0x80});
        assertThat(Sql.literal(text)).isEqualTo(" E'a''\\\\\\xe4f\\xed\\xa0\\x80'");
        assertThat(ByteText.escaped(text)).isEqualTo("a'\\\\xe4f\\xed\\xa0\\x80");
        assertThat(Sql.statement("SELECT '" + ByteText.decode(new byte[] {(byte) 0xff}) + "'"))
                .contains("convert_from('\\x53454c4543542027ff27', 'SQL_ASCII')");
        assertThat(Sql.statement("SELECT 'ä'")).isEqualTo("SELECT 'ä'");
    }
}
