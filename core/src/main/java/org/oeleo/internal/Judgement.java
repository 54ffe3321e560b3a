package org.oeleo.internal;

import org.oeleo.check.Change;
import org.oeleo.plan.Action;

/** What was found out about a file, and what to do with it. */
record Judgement(Change change, Action action) {}
