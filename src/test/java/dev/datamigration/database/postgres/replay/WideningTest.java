package dev.datamigration.database.postgres.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WideningTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            smallint | integer
            smallint | numeric
            integer | bigint
            integer | double precision
            real | double precision
            bigint | numeric
            numeric(8,2) | numeric
            numeric(8,2) | numeric(10,4)
            character varying(3) | character varying(4)
            character varying(3) | character varying
            character varying(3) | text
            text | character varying
            timestamp(3) without time zone | timestamp without time zone
            timestamp(3) with time zone | timestamp(6) with time zone
            bit varying(3) | bit varying(9)
            """)
    void holdsEveryValue(String before, String after) {
        assertThat(Widening.is(before, after)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            integer | smallint
            bigint | integer
            bigint | double precision
            integer | real
            integer | numeric(5,0)
            double precision | real
            numeric | bigint
            numeric | numeric(20,2)
            numeric(8,2) | numeric(8,4)
            numeric(8,2) | numeric(9,1)
            character varying(4) | character varying(3)
            text | character varying(9)
            text | integer
            timestamp without time zone | timestamp(3) without time zone
            timestamp without time zone | timestamp with time zone
            timestamp with time zone | date
            character(3) | text
            integer | text
            public.mood | text
            integer[] | bigint[]
            interval day to second | interval
            """)
    void mayLoseOrChangeOne(String before, String after) {
        assertThat(Widening.is(before, after)).isFalse();
    }
}
