package dev.datamigration.failure;

import dev.datamigration.api.switchover.LateWrites;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The word by which a person accepts one situation, and no other: eight hexadecimal characters that cannot be known before
 * the situation is there.
 */
public final class AcceptanceWord {
    private static final int BYTES = 4;

    private AcceptanceWord() {}

    /** @param situation that tells it from any other, and is the same whenever it is met again */
    public static String of(String situation) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(situation.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For the rows that were written late and are on one side only; null where there are none. */
    public static String of(List<LateWrites> late) {
        var stranded = stranded(late);
        return stranded.isEmpty()
                ? null
                : of(stranded.stream()
                        .map(found -> found.round() + " " + found.side() + " " + found.table() + " " + found.stranded())
                        .sorted(Comparator.naturalOrder())
                        .collect(Collectors.joining("\n", "stranded\n", "")));
    }

    /** Those of them that have rows on one side only. */
    public static List<LateWrites> stranded(List<LateWrites> late) {
        return late == null
                ? List.of()
                : late.stream()
                        .filter(found -> found.stranded() != null && found.stranded() > 0)
                        .toList();
    }
}
