package dev.datamigration.database;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Text of a database whose encoding is SQL_ASCII, as strings: such a database checks nothing, so that a text may hold bytes that
 * are no UTF-8. What is UTF-8 is read as such. Every other byte is read as two noncharacters of Unicode, which no text that is
 * interchanged holds; where a text holds them nevertheless, their bytes are read so too. So whatever is decoded encodes to the
 * very bytes that it came from.
 */
public final class ByteText {
    /** For the upper four bits of a byte, of which the first is set: {@code U+FDD0} to {@code U+FDD7}. */
    private static final char UPPER = '\uFDD0';

    /** For the lower four bits: {@code U+FDE0} to {@code U+FDEF}. */
    private static final char LOWER = '\uFDE0';

    private static final char LAST = '\uFDEF';
    private static final int FIRST_BYTE = 0x80;
    private static final int FOUR_BITS = 0x0f;

    private ByteText() {}

    /** The string that stands for these bytes. */
    public static String decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    public static String decode(byte[] bytes, int offset, int length) {
        var text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        return text.chars().noneMatch(c -> c == '\uFFFD' || isOurs((char) c))
                ? text
                : exact(bytes, offset, offset + length);
    }

    private static boolean isOurs(char c) {
        return UPPER <= c && c <= LAST;
    }

    private static String exact(byte[] bytes, int from, int end) {
        var text = new StringBuilder(end - from);
        var next = from;
        while (next < end) {
            var start = next;
            for (var length = Utf8.length(bytes, next, end); length > 0; length = Utf8.length(bytes, next, end)) {
                if (isOurs(bytes, next, length)) {
                    break;
                }
                next += length;
            }
            text.append(new String(bytes, start, next - start, StandardCharsets.UTF_8));
            if (next < end) {
                append(text, bytes[next++]);
            }
        }
        return text.toString();
    }

    private static boolean isOurs(byte[] bytes, int offset, int length) {
        return length == 3 && isOurs(new String(bytes, offset, length, StandardCharsets.UTF_8).charAt(0));
    }

    private static void append(StringBuilder text, byte value) {
        text.append((char) (UPPER + ((value & 0x70) >> 4))).append((char) (LOWER + (value & FOUR_BITS)));
    }

    /** The bytes that a decoded string stands for. */
    public static byte[] encode(String text) {
        if (!hasBytes(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        var bytes = new ByteArrayOutputStream(text.length());
        var start = 0;
        for (var i = 0; i < text.length(); i++) {
            if (isByte(text, i)) {
                bytes.writeBytes(text.substring(start, i).getBytes(StandardCharsets.UTF_8));
                bytes.write(byteAt(text, i));
                start = ++i + 1;
            }
        }
        bytes.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** Returns whether it holds bytes that are no UTF-8. */
    public static boolean hasBytes(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (isByte(text, i)) {
                return true;
            }
        }
        return false;
    }

    /** The text with each byte that is no UTF-8 as {@code \xe4}: for people, and for a literal with escapes. */
    public static String escaped(String text) {
        if (!hasBytes(text)) {
            return text;
        }
        var shown = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            if (isByte(text, i)) {
                shown.append("\\x").append(HexFormat.of().toHexDigits((byte) byteAt(text, i++)));
            } else {
                shown.append(text.charAt(i));
            }
        }
        return shown.toString();
    }

    private static boolean isByte(String text, int index) {
        return isOurs(text.charAt(index))
                && text.charAt(index) < UPPER + 8
                && index + 1 < text.length()
                && LOWER <= text.charAt(index + 1)
                && text.charAt(index + 1) <= LAST;
    }

    private static int byteAt(String text, int index) {
        return FIRST_BYTE | (text.charAt(index) - UPPER) << 4 | (text.charAt(index + 1) - LOWER);
    }
}
