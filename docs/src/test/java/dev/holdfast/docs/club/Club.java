package dev.holdfast.docs.club;

import static dev.holdfast.Permission.role;
import static dev.holdfast.routing.Routes.group;

import dev.holdfast.accounts.AccountSettings;
import dev.holdfast.accounts.Accounts;
import dev.holdfast.accounts.Registration;
import dev.holdfast.accounts.password.Password;
import dev.holdfast.accounts.password.Passwords;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.data.Database;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Repository;
import dev.holdfast.data.Schema;
import dev.holdfast.mail.Mailbox;
import dev.holdfast.mail.Mailer;
import dev.holdfast.myapp.models.Product;
import dev.holdfast.myapp.models.Role;
import dev.holdfast.myapp.models.User;
import dev.holdfast.myapp.models.UserId;
import dev.holdfast.myapp.services.Users;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** The club: accounts over users of its own, and nothing else. */
final class Club implements AutoCloseable {

    private static final int CHEAP_HASH_COST = 4;
    private static final byte[] SECRET = "a secret of the club, of 32 bytes and more".getBytes(StandardCharsets.UTF_8);

    private final Doorman doorman = new Doorman();
    private final Mailbox mailbox = new Mailbox();
    private final Passwords passwords = new Passwords(CHEAP_HASH_COST);
    private final Clock clock;
    private final Database database;
    private final Repository<User, UserId> users;
    private final Accounts accounts;

    Club(Path folder, Clock clock) {
        this.clock = clock;
        database = Database.open(DatabaseOptions.of("sqlite:" + folder.resolve("club.db"))
                .schemas(Schema.of("app", "db/migration", User.MODEL, Product.MODEL), Accounts.SCHEMA)
                .clock(clock));
        users = database.repository(User.MODEL);
        accounts = accounts(mailbox);
    }

    // tag::accounts[]
    Accounts accounts(Mailer mailer) {
        var settings = AccountSettings.of("club", SECRET).hooks(doorman).texts(new GermanTexts());
        return new Accounts(settings, database, new Users(database, clock), passwords, mailer, clock);
    }

    AppDraft serving() {
        return App.serving(group("/api/v1", accounts.routes(), accounts.administration(role(Role.ADMIN))))
                .authenticatedBy(accounts)
                .running(accounts.upkeep())
                .closing(this);
    }
    // end::accounts[]

    // tag::register[]
    User register(String name, String email, Password password) {
        var id = UserId.next(clock);
        return accounts.enroll(
                new Registration(id.toString(), email, name, password),
                () -> users.insert(new User(id, name, email, Role.USER, clock.instant())));
    }
    // end::register[]

    Doorman doorman() {
        return doorman;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    @Override
    public void close() {
        accounts.close();
        passwords.close();
        database.close();
    }
}
