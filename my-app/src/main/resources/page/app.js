/** The page as a whole: who is signed in, and what they see. */

import * as api from './api.js';
import { Chat } from './chat.js';
import { onSubmit, reset, sentence } from './forms.js';
import { showProducts } from './products.js';

const FORMS = {
    'sign-in': 'Sign in', register: 'Register', forgot: 'Forgotten password', mailed: 'New password',
};

const [account, accountTitle, notice, chatCard, person, personName] =
    ['account', 'account-title', 'account-notice', 'chat', 'person', 'person-name'].map((id) => document.getElementById(id));
const forms = Object.fromEntries(Object.keys(FORMS).map((id) => [id, document.getElementById(id)]));

/** What a mail has brought along: for what, and its secret. */
let mailed = null;

const chat = new Chat((failure) => leave(failure.message));

function enter(user) {
    Object.values(forms).forEach(reset);
    personName.textContent = user.name;
    show(true);
    chat.open(user);
    document.getElementById('message').focus();
}

function leave(why) {
    chat.close();
    personName.textContent = '';
    show(false);
    showForm('sign-in', why);
}

function show(isSignedIn) {
    account.hidden = isSignedIn;
    chatCard.hidden = !isSignedIn;
    person.hidden = !isSignedIn;
    notice.textContent = '';
}

function showForm(id, why = '') {
    Object.entries(forms).forEach(([each, form]) => { form.hidden = each !== id; });
    accountTitle.textContent = FORMS[id];
    notice.textContent = why;
    forms[id].querySelector('input').focus();
}

onSubmit(forms['sign-in'], async ({ email, password }) => enter(await api.signIn(email, password)));

onSubmit(forms.register, async ({ name, email, password }) => {
    const { data } = await api.post('/users', { name, email, password });
    if (data.user === undefined) {
        // Addresses are verified here: the account begins with a mail.
        reset(forms.register);
        showForm('sign-in', data.message);
        return;
    }
    try {
        enter(await api.signIn(email, password));
    } catch (refusal) {
        reset(forms.register);
        showForm('sign-in', `You are registered. ${sentence(refusal.message)}`);
    }
});

onSubmit(forms.forgot, async ({ email }) => {
    await api.post('/auth/password/forgot', { email });
    reset(forms.forgot);
    showForm('sign-in', 'If there is an account, a mail with a link is on its way.');
});

onSubmit(forms.mailed, async ({ password }) => {
    await api.post(mailed.path, { token: mailed.token, password });
    reset(forms.mailed);
    showForm('sign-in', 'Your password is kept. Sign in with it.');
});

document.querySelectorAll('[data-shows]').forEach((button) =>
    button.addEventListener('click', () => showForm(button.dataset.shows)));

document.getElementById('sign-out').addEventListener('click', () => {
    api.signOut();
    leave('You are signed out.');
});

/** Does what stands behind the `#`, by which mails and providers lead here; it is taken out of the address first, since it holds secrets. */
async function arrive() {
    const [word, value] = location.hash.slice(1).split('=', 2);
    if (word !== '') {
        history.replaceState(null, '', location.pathname);
    }
    switch (word) {
        case 'reset':
            mailed = { path: '/auth/password/reset', token: value };
            showForm('mailed');
            break;
        case 'verify':
            await verify(value);
            break;
        case 'sign-in-failed':
            showForm('sign-in', `Signing in has failed: ${(value ?? '').replaceAll('_', ' ')}.`);
            break;
        case 'signed-in':
            api.cameBack();
            await comeBack();
            break;
        default:
            await comeBack();
            break;
    }
}

/** An account that begins now needs a password; a changed address does not. */
async function verify(token) {
    try {
        await api.post('/auth/email/verify', { token });
        showForm('sign-in', 'Your address is verified. Sign in with it.');
    } catch (refusal) {
        if (refusal.faults.some(({ pointer }) => pointer === '/password')) {
            mailed = { path: '/auth/email/verify', token };
            showForm('mailed', 'Choose the password of your account.');
        } else {
            showForm('sign-in', sentence(refusal.message));
        }
    }
}

async function comeBack() {
    if (!api.isKept()) {
        return;
    }
    show(true);
    try {
        enter(await api.renew());
    } catch (refusal) {
        leave(refusal.message);
    }
}

showProducts();
arrive();
