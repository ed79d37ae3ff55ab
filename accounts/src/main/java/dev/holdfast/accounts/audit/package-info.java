/** What happened to accounts: stored, listed for admins, and told to the log. */
@NullMarked
package dev.holdfast.accounts.audit;

import org.jspecify.annotations.NullMarked;
