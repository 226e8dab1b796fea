/**
 * What a kube-apiserver does and fabric8's mock server does not: defaults and pruning by the CRDs' schemas, server-side
 * apply with field ownership, JSON merge patch, status as a subresource whatever the query, and optimistic locking.
 */
package dev.datamigration.testing.mockapi;
