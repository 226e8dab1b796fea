package dev.datamigration.database.selection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowConditionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "region = 'eu'",
                "\"Region\" IN ('eu', 'us') AND (id % 8) = 3",
                "price >= 1.5 AND price < .5 + 1. OR note = 'a;b--c/*d*/ $1 ? it''s (.'",
                "a -1 > -b AND b / 2 * 3 = 4",
                "größe > 3 AND note ~ '^[0-9]+$'",
                "id\n> 5",
                "labels @> ARRAY['a'] AND labels[1] = 'b'"
            })
    void whatIsOneExpressionMayBeShownToAServer(String text) {
        assertThat(new RowCondition(text).defect()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "true); DROP TABLE x; SELECT (1=1 | it has not opened",
                "true; DROP TABLE x | the character ;",
                "id = 1 -- and so on | a comment",
                "id /* 1 */ = 2 | a comment",
                "id = $1 | the character $",
                "note = $$x$$ | the character $",
                "doc ? 'a' | the character ?",
                "note = E'a\\' OR true) -- ' | a backslash",
                "note = 'a\\b' | a backslash",
                "\"a\\b\" = 1 | a backslash",
                "id \\g 1 | the character \\",
                "note = 'open | quotation mark that is not closed",
                "\"note = 1 | quotation mark that is not closed",
                "(id = 1 | parenthesis that is not closed",
                "public.f(id) | with a schema or a table before it",
                "public . f(id) | with a schema or a table before it",
                "\"public\".\"f\"(id) | with a schema or a table before it",
                "id OPERATOR(public.=) 1 | with a schema or a table before it",
                "id = 1::public.number | with a schema or a table before it",
                "(place).city = 'x' | with a schema or a table before it",
                "t.id = 1 | with a schema or a table before it",
                "1.e = 1 | with a schema or a table before it",
                "` ` | is empty"
            })
    void whatIsNotIsRefusedBeforeAnyServerSeesIt(String text, String why) {
        assertThat(new RowCondition(text).defect())
                .hasValueSatisfying(defect -> assertThat(defect).contains(why));
    }
}
