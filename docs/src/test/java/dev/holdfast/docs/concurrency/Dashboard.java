package dev.holdfast.docs.concurrency;

import java.util.List;

/** What somebody sees first. */
record Dashboard(List<String> orders, int unread) {}
