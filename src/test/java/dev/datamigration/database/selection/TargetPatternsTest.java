package dev.datamigration.database.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.testing.Patience;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetPatternsTest {
    @ParameterizedTest
    @CsvSource({
        "public.orders, public.orders, true",
        "public.orders, public.order, false",
        "public.*, public.orders, true",
        "public.*, sales.*, false",
        "*, sales.orders, true",
        "*, *, true",
        "public.a*b, public.ab*, true",
        "public.a*x, public.a*y, false",
        "public.a?c, public.abc, true",
        "public.a?c, public.ac, false",
        "p*.orders, *c.orders, true",
    })
    void patternsMeetWhereSomeNameMatchesBoth(String one, String other, boolean expected) {
        assertThat(patterns(one, Map.of(), Map.of()).mayMeet(patterns(other, Map.of(), Map.of())))
                .isEqualTo(expected);
        assertThat(patterns(other, Map.of(), Map.of()).mayMeet(patterns(one, Map.of(), Map.of())))
                .isEqualTo(expected);
    }

    @Test
    void whatIsRenamedMeetsUnderItsNewNameAlone() {
        var moved = patterns("public.orders", Map.of(), Map.of("public.orders", "sales.best"));
        assertThat(moved.mayMeet(patterns("public.orders", Map.of(), Map.of()))).isFalse();
        assertThat(moved.mayMeet(patterns("sales.best", Map.of(), Map.of()))).isTrue();
        var schema = patterns("public.*", Map.of("public", "shop"), Map.of());
        assertThat(schema.mayMeet(patterns("public.*", Map.of(), Map.of()))).isFalse();
        assertThat(schema.mayMeet(patterns("shop.a", Map.of(), Map.of()))).isTrue();
        assertThat(schema.mayMeet(patterns("old.a", Map.of("old", "shop"), Map.of())))
                .isTrue();
    }

    @Test
    void anyPatternsAreDoneWithSoon() {
        var many = Collections.nCopies(1000, "public." + "*a".repeat(120)).stream()
                .map(new Numbered()::next)
                .toList();
        var one = new TargetPatterns(new ObjectSelection(many, null, null, null));
        Assertions.assertTimeoutPreemptively(
                Patience.LIMIT,
                () -> assertThat(one.mayMeet(patterns("other." + "*b".repeat(120), Map.of(), Map.of())))
                        .isTrue());
    }

    @Test
    void anyNamesAreDoneWithSoon() {
        var many = IntStream.range(0, 1000)
                .mapToObj(i -> "public." + "*a".repeat(120) + i)
                .toList();
        var renamed = many.stream()
                .collect(Collectors.toMap(name -> "s." + "a".repeat(100) + name.substring(247), name -> "x.y"));
        Assertions.assertTimeoutPreemptively(
                Patience.LIMIT,
                () -> assertThat(new TargetPatterns(new ObjectSelection(many, null, null, renamed))
                                .mayMeet(patterns("other.t", Map.of(), Map.of())))
                        .as("not computed, so that it may be")
                        .isTrue());
    }

    private static final class Numbered {
        private int number;

        String next(String pattern) {
            return pattern + number++;
        }
    }

    private static TargetPatterns patterns(String include, Map<String, String> schemas, Map<String, String> tables) {
        return new TargetPatterns(new ObjectSelection(List.of(include), null, schemas, tables));
    }
}
