/** Times of several ways to do the same work, and what is said of them. */
package dev.datamigration.bench.measure;
