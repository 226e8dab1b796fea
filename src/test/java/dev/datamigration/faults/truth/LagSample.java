package dev.datamigration.faults.truth;

import java.time.Duration;
import java.time.Instant;

/**
 * How far one database really was behind the other.
 *
 * @param lag age of the oldest committed transaction that was not there yet; zero where there was none
 */
record LagSample(Instant at, Duration lag) {}
