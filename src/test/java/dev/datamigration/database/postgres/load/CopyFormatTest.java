package dev.datamigration.database.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class CopyFormatTest {
    private static final byte[] ROW = {0, 1, 0, 0, 0, 2, -1, -1};
    private static final byte[] NO_COLUMNS = {0, 0};

    @Test
    void theFrameOfTheBinaryFormatIsNoRow() {
        var format = CopyFormat.Binary;
        assertThat(format.row(joined(format.beginning(), ROW), true)).isEqualTo(ROW);
        assertThat(format.row(joined(format.beginning(), format.end()), true)).isEmpty();
        assertThat(format.row(format.beginning(), true)).isEmpty();
        assertThat(format.row(ROW, false)).isEqualTo(ROW);
        assertThat(format.row(NO_COLUMNS, false)).isEqualTo(NO_COLUMNS);
        assertThat(format.row(format.end(), false)).isEmpty();
    }

    @Test
    void aLongerHeaderIsLeftOutToo() {
        var header = ByteBuffer.allocate(22).put(CopyFormat.Binary.beginning()).putInt(15, 3);
        assertThat(CopyFormat.Binary.row(joined(header.array(), ROW), true)).isEqualTo(ROW);
    }

    @Test
    void theTextFormatHasNoFrame() {
        assertThat(CopyFormat.Text.beginning()).isEmpty();
        assertThat(CopyFormat.Text.end()).isEmpty();
        assertThat(CopyFormat.Text.row(new byte[] {-1, -1}, true)).hasSize(2);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
