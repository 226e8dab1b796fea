/**
 * The kinds a user writes and reads: records only, no logic. Their texts become {@code kubectl explain}.
 *
 * <p>Optional scalars are boxed and replaced by their documented default in the compact constructor, so that code
 * never meets a null where the API promises a value, with an API server that applies defaults and without.
 */
package dev.datamigration.api;
