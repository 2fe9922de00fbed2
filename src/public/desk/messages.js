// @ts-check

/**
 * All that the desk says. A language has all of it, or `npm run check` fails.
 *
 * @typedef {object} Messages
 * @property {"fr" | "en" | "ar"} language
 * @property {string} locale For Intl.
 * @property {"ltr" | "rtl"} direction
 * @property {string} ownName
 * @property {string} desk
 * @property {string} skip
 * @property {string} languages
 * @property {string} sections
 * @property {string} articles
 * @property {string} usage
 * @property {string} delivery
 * @property {string} signIn
 * @property {string} signOut
 * @property {string} signOutUnsaved
 * @property {string} signedOut
 * @property {string} signedInAs
 * @property {string} token
 * @property {string} tokenHint
 * @property {string} tokenRefused
 * @property {string} tokenMissing
 * @property {string} draftsKept
 * @property {string} readOnly
 * @property {string} loading
 * @property {string} failed
 * @property {string} unreachable
 * @property {(duration: string) => string} retryIn
 * @property {string} tryAgain
 * @property {string} notFound
 * @property {(name: string, value: string) => string} pair
 *
 * @property {Record<State, string>} states
 * @property {string} original
 * @property {string} none
 * @property {string} filters
 * @property {string} edition
 * @property {string} state
 * @property {string} tag
 * @property {string} search
 * @property {string} any
 * @property {string} apply
 * @property {string} clear
 * @property {string} article
 * @property {(n: string) => string} revision
 * @property {string} published
 * @property {string} more
 * @property {string} noArticles
 * @property {(n: string) => string} shown
 *
 * @property {string} translation
 * @property {string} readPage
 * @property {(source: string, target: string) => string} from
 * @property {string} back
 * @property {(n: string, of: string) => string} position
 * @property {Record<string, string>} types By type of paragraph.
 * @property {Record<string, string>} origins By origin and engine.
 * @property {(name: string) => string} byPerson
 * @property {string} outdated
 * @property {string} refused
 * @property {string} missing
 * @property {string} sameInAll
 * @property {Record<"error" | "warning", string>} severities
 * @property {string} findings
 * @property {(n: string) => string} withFindings
 * @property {string} save
 * @property {string} saving
 * @property {string} saved
 * @property {string} unsaved
 * @property {string} restored
 * @property {string} discard
 * @property {string} orphaned
 * @property {string} backToMachine
 * @property {string} buyAnew
 * @property {string} tryTranslation
 * @property {string} asked
 * @property {string} approve
 * @property {string} approvedNow
 * @property {(name: string, at: string) => string} approvedBy
 * @property {string} notApproved
 * @property {string} saveFirst
 * @property {string} notSaved
 * @property {string} onlyWarnings
 * @property {string} allowWarnings
 * @property {string} changed
 * @property {string} loadChanged
 * @property {string} thereNow
 * @property {string} thereSame
 * @property {string} markup
 * @property {string} keyboard
 * @property {[keys: string, what: string][]} keys
 *
 * @property {string} previousMonth
 * @property {string} nextMonth
 * @property {string} day
 * @property {string} today
 * @property {string} thisMonth
 * @property {string} counted
 * @property {string} billed
 * @property {string} calls
 * @property {string} fromMemory
 * @property {string} dailyCeiling
 * @property {string} monthlyCeiling
 * @property {string} ceilings
 * @property {string} characters
 * @property {string} noCeiling
 * @property {string} asConfigured
 * @property {(day: string, month: string) => string} configured
 * @property {string} ceilingMissing
 * @property {(spent: string, of: string) => string} spentOf
 * @property {(at: string) => string} anew
 * @property {(edition: string, month: string) => string} chart
 * @property {(n: string) => string} unlimited
 * @property {(calls: string, characters: string) => string} lostCalls
 * @property {string} figures
 * @property {string} noUsage
 * @property {string} account
 *
 * @property {string} newsroom
 * @property {Record<"ok" | "recovering" | "unreachable", string>} health
 * @property {string} behind
 * @property {string} upToDate
 * @property {(n: string) => string} behindBy
 * @property {string} owed
 * @property {string} nothingOwed
 * @property {(n: string, attempts: string, at: string) => string} owes
 * @property {string} engines
 * @property {string} noEngine
 * @property {Record<string, string>} engineStates
 * @property {(failures: string, at: string) => string} engineFailed
 * @property {string} differences
 * @property {(compared: string, repaired: string) => string} drift
 * @property {string} reload
 */

/** @typedef {"ready" | "pending" | "stale" | "held" | "withdrawn" | "published" | "scheduled"} State */

export {};
