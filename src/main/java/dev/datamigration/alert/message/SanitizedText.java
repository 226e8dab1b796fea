package dev.datamigration.alert.message;

import dev.datamigration.failure.Cut;

/**
 * Text from outside made harmless: a database's message could otherwise hold tags that a robot takes for a mention of
 * everybody, or a link.
 */
final class SanitizedText {
    private SanitizedText() {}

    /** One line of at most so many characters; empty for null. */
    static String of(String text, int longest) {
        if (text == null) {
            return "";
        }
        return Cut.to(
                longest,
                text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ")
                        .replace('<', '‹')
                        .replace('>', '›')
                        .replace("](", "] (")
                        .strip());
    }
}
