package dev.datamigration.database.postgres;

import dev.datamigration.testing.PostgresInstance;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The worst that each setting which is not left as it is can be for a session that does not mind it. */
public final class HostileSettings {
    private static final Map<String, String> VALUES = new TreeMap<>(Map.ofEntries(
            Map.entry("DateStyle", "'SQL, DMY'"),
            Map.entry("IntervalStyle", "sql_standard"),
            Map.entry("TimeZone", "'Asia/Kolkata'"),
            Map.entry("array_nulls", "off"),
            Map.entry("backslash_quote", "off"),
            Map.entry("bytea_output", "escape"),
            Map.entry("check_function_bodies", "off"),
            Map.entry("client_min_messages", "debug1"),
            Map.entry("createrole_self_grant", "'set, inherit'"),
            Map.entry("default_transaction_deferrable", "on"),
            Map.entry("default_transaction_isolation", "serializable"),
            Map.entry("default_transaction_read_only", "on"),
            Map.entry("enable_bitmapscan", "off"),
            Map.entry("enable_hashagg", "off"),
            Map.entry("enable_hashjoin", "off"),
            Map.entry("enable_indexonlyscan", "off"),
            Map.entry("enable_indexscan", "off"),
            Map.entry("enable_material", "off"),
            Map.entry("enable_mergejoin", "off"),
            Map.entry("enable_nestloop", "off"),
            Map.entry("enable_partition_pruning", "off"),
            Map.entry("enable_seqscan", "off"),
            Map.entry("enable_sort", "off"),
            Map.entry("enable_tidscan", "off"),
            Map.entry("escape_string_warning", "on"),
            Map.entry("exit_on_error", "on"),
            Map.entry("extra_float_digits", "-15"),
            Map.entry("from_collapse_limit", "1"),
            Map.entry("gin_fuzzy_search_limit", "1"),
            Map.entry("idle_in_transaction_session_timeout", "'1s'"),
            Map.entry("idle_session_timeout", "'1s'"),
            Map.entry("ignore_checksum_failure", "on"),
            Map.entry("join_collapse_limit", "1"),
            Map.entry("lc_monetary", "'en_US.UTF-8'"),
            Map.entry("lc_numeric", "'en_US.UTF-8'"),
            Map.entry("lc_time", "'en_US.UTF-8'"),
            Map.entry("lock_timeout", "'1ms'"),
            Map.entry("plan_cache_mode", "force_custom_plan"),
            Map.entry("quote_all_identifiers", "on"),
            Map.entry("restrict_nonsystem_relation_kind", "'view, foreign-table'"),
            Map.entry("row_security", "off"),
            Map.entry("search_path", "hostile, public"),
            Map.entry("session_replication_role", "replica"),
            Map.entry("standard_conforming_strings", "off"),
            Map.entry("statement_timeout", "'1s'"),
            Map.entry("stats_fetch_consistency", "snapshot"),
            Map.entry("synchronize_seqscans", "off"),
            Map.entry("synchronous_commit", "off"),
            Map.entry("transaction_timeout", "'1s'"),
            Map.entry("transform_null_equals", "on"),
            Map.entry("wal_sender_timeout", "'1s'"),
            Map.entry("xmlbinary", "hex"),
            Map.entry("xmloption", "document"),
            Map.entry("zero_damaged_pages", "on"),
            Map.entry("application_name", "'not-ours'"),
            Map.entry("client_encoding", "'LATIN1'"),
            // these are left as they are: here is the proof that they may be
            Map.entry("constraint_exclusion", "on"),
            Map.entry("cursor_tuple_fraction", "1"),
            Map.entry("debug_parallel_query", "on"),
            Map.entry("force_parallel_mode", "on"),
            Map.entry("debug_logical_replication_streaming", "immediate"),
            Map.entry("default_toast_compression", "lz4"),
            Map.entry("default_text_search_config", "'pg_catalog.simple'"),
            Map.entry("event_triggers", "off"),
            Map.entry("geqo_threshold", "2"),
            Map.entry("icu_validation_level", "disabled"),
            Map.entry("jit_above_cost", "0"),
            Map.entry("logical_decoding_work_mem", "'64kB'"),
            Map.entry("maintenance_work_mem", "'1MB'"),
            Map.entry("max_parallel_workers_per_gather", "8"),
            Map.entry("min_parallel_table_scan_size", "0"),
            Map.entry("parallel_setup_cost", "0"),
            Map.entry("parallel_tuple_cost", "0"),
            Map.entry("random_page_cost", "1000"),
            Map.entry("temp_buffers", "100"),
            Map.entry("timezone_abbreviations", "'India'"),
            Map.entry("track_activities", "off"),
            Map.entry("work_mem", "'64kB'")));

    private HostileSettings() {}

    /** A value for each setting that this server knows, in order of their names. */
    public static Map<String, String> of(PostgresInstance server) {
        var known = server.maintenance().query("SELECT name FROM pg_settings");
        var values = new TreeMap<>(VALUES);
        values.keySet().retainAll(known);
        // not every server has these
        var locales = server.maintenance().query("SELECT collname FROM pg_collation WHERE collname = 'en_US.utf8'");
        if (locales.isEmpty()) {
            values.keySet().removeAll(List.of("lc_monetary", "lc_numeric", "lc_time"));
        }
        if (server
                .maintenance()
                .query("SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'")
                .stream()
                .noneMatch("t"::equals)) {
            values.remove("default_toast_compression");
        }
        return values;
    }
}
