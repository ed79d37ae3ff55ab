package dev.holdfast.docs.notes;

import static dev.holdfast.routing.Routes.group;

import dev.holdfast.accounts.AccountLimits;
import dev.holdfast.accounts.AccountSettings;
import dev.holdfast.accounts.Accounts;
import dev.holdfast.accounts.password.Passwords;
import dev.holdfast.app.AnswerCache;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.app.Health;
import dev.holdfast.data.Database;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Schema;
import dev.holdfast.mail.Mailbox;
import dev.holdfast.myapp.controllers.ProductController;
import dev.holdfast.myapp.controllers.UserController;
import dev.holdfast.myapp.models.Product;
import dev.holdfast.myapp.models.User;
import dev.holdfast.myapp.routes.ApiRoutes;
import dev.holdfast.myapp.services.ProductService;
import dev.holdfast.myapp.services.UserService;
import dev.holdfast.myapp.services.Users;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** A program of users and their notes: the parts of the reference backend, put together with one more resource. */
final class Notebook {

    private static final int CHEAP_HASH_COST = 4;
    private static final long KEPT_BYTES = 1L << 20;
    private static final byte[] KEY = "a key of the tests, of 32 bytes and more".getBytes(StandardCharsets.UTF_8);

    private Notebook() {}

    private static AccountSettings settings() {
        return AccountSettings.of("notebook", KEY)
                .limits(AccountLimits.standard().withoutAddresses())
                .acceptingCommonPasswords();
    }

    static AppDraft in(Path folder, Clock clock) {
        // The schema of the users comes first: the notes refer to it.
        var database = Database.open(DatabaseOptions.of("sqlite:" + folder.resolve("notes.db"))
                .schemas(
                        Schema.of("app", "db/migration", User.MODEL, Product.MODEL),
                        Schema.of("notes", "notes/migration", Note.MODEL),
                        Accounts.SCHEMA)
                .clock(clock));
        var passwords = new Passwords(CHEAP_HASH_COST);
        var accounts = new Accounts(settings(), database, new Users(database, clock), passwords, new Mailbox(), clock);
        var users = new UserController(new UserService(database, accounts, _ -> {}, clock));
        var answers = AnswerCache.of(KEPT_BYTES);
        var products = new ProductController(new ProductService(database, answers, clock));
        var notes = new NoteController(new NoteService(database, clock));
        return App.serving(group(
                        "/",
                        ApiRoutes.of(users, products, answers, accounts, Health.of()),
                        group("/api/v1", NoteRoutes.of(notes))))
                .authenticatedBy(accounts)
                .closing(() -> {
                    passwords.close();
                    database.close();
                });
    }
}
