/** The Kubernetes objects of a task's workers: pods, Services, Secrets, their labels, and why a pod does not run. */
package dev.datamigration.kubernetes.worker;
