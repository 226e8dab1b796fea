package dev.datamigration.database;

/** Tells which bytes are well-formed UTF-8: table 3-7 of the Unicode standard. */
final class Utf8 {
    private Utf8() {}

    /**
     * Returns how many bytes the character takes that begins at an offset; 0 where none does.
     *
     * @param end exclusive
     */
    static int length(byte[] bytes, int offset, int end) {
        if (offset >= end) {
            return 0;
        }
        var first = bytes[offset] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xc2 || first > 0xf4) {
            return 0;
        }
        var length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        return offset + length <= end
                        && isWithin(bytes[offset + 1], least(first), most(first))
                        && (length < 3 || isWithin(bytes[offset + 2], 0x80, 0xbf))
                        && (length < 4 || isWithin(bytes[offset + 3], 0x80, 0xbf))
                ? length
                : 0;
    }

    private static int least(int first) {
        return first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    }

    private static int most(int first) {
        return first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    }

    private static boolean isWithin(byte value, int least, int most) {
        return least <= (value & 0xff) && (value & 0xff) <= most;
    }
}
