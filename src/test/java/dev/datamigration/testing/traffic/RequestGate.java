package dev.datamigration.testing.traffic;

import java.util.Optional;

/** Is asked about each request before it goes on. */
@FunctionalInterface
interface RequestGate {
    /** What is answered instead; empty where the request goes on. May take its time. */
    Optional<Refusal> refusal(ApiRequest request);
}
