/** Mail that leaves beside the requests: by SMTP, or into a mailbox to look at in development. */
@NullMarked
package dev.holdfast.mail;

import org.jspecify.annotations.NullMarked;
