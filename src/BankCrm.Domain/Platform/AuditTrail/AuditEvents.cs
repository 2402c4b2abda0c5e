using System.Reflection;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.AuditTrail;

/// <summary>The registered names of what is recorded. A feature adds its own in a partial file.</summary>
public static partial class AuditEvents
{
    [Means("A record was created")] public const string Created = "record.created";
    [Means("A record was changed")] public const string Changed = "record.changed";
    [Means("A record was deleted")] public const string Deleted = "record.deleted";
    [Means("Many records were changed at once")] public const string BulkChanged = "record.bulk-changed";
    [Means("A customer was viewed")] public const string CustomerViewed = "customer.viewed";
    [Means("Customers were searched")] public const string Searched = "customer.searched";
    [Means("A hidden value was revealed")] public const string Revealed = "customer.revealed";
    [Means("Data was copied to the clipboard")] public const string Copied = "data.copied";
    [Means("Data was printed")] public const string Printed = "data.printed";
    [Means("Data was exported")] public const string Exported = "data.exported";
    [Means("A file was downloaded")] public const string Downloaded = "data.downloaded";
    [Means("A file was imported")] public const string Imported = "data.imported";
    [Means("An import was undone")] public const string ImportUndone = "data.import-undone";
    [Means("Access was denied")] public const string AccessDenied = "access.denied";
    [Means("Someone signed in")] public const string SignedIn = "session.signed-in";
    [Means("Someone showed once more that it is them")] public const string SteppedUp = "session.stepped-up";
    [Means("A password was right, and a code was asked for")] public const string PasswordRight = "session.password-right";
    [Means("A sign-in failed")] public const string SignInFailed = "session.sign-in-failed";
    [Means("An account was locked")] public const string Locked = "session.locked";
    [Means("Someone signed out")] public const string SignedOut = "session.signed-out";
    [Means("A session ended")] public const string SessionEnded = "session.ended";
    [Means("A password or key was changed")] public const string CredentialChanged = "credential.changed";
    [Means("A second factor was changed")] public const string FactorChanged = "credential.factor-changed";
    [Means("A change was proposed")] public const string Proposed = "approval.proposed";
    [Means("A proposal was decided")] public const string Decided = "approval.decided";
    [Means("A role or permission was changed")] public const string RightsChanged = "rights.changed";
    [Means("A setting was changed")] public const string SettingChanged = "setting.changed";
    [Means("An encryption key was changed or destroyed")] public const string KeyChanged = "key.changed";
    [Means("A retention rule or legal hold was changed")] public const string RetentionChanged = "retention.changed";
    [Means("A message was sent")] public const string MessageSent = "message.sent";
    [Means("Another system used the interface")] public const string ApiUsed = "api.used";
    [Means("A background job ran")] public const string JobRan = "job.ran";
    [Means("A backup was made")] public const string BackedUp = "backup.made";
    [Means("A backup was restored")] public const string Restored = "backup.restored";
    [Means("The audit trail was verified")] public const string Verified = "audit.verified";
    [Means("The audit trail was exported")] public const string TrailExported = "audit.exported";
    [Means("A forged or stale form was refused")] public const string ForgeryRefused = "request.forgery-refused";
    [Means("A form with unknown fields was refused")] public const string OverPosted = "request.over-posted";
    [Means("Too many requests were refused")] public const string RateLimited = "request.rate-limited";
    [Means("Many invalid inputs arrived in a short time")] public const string ValidationBurst = "request.validation-burst";
    [Means("Emergency access was used")] public const string BreakGlass = "access.break-glass";

    /// <summary>Name → what it means.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = typeof(AuditEvents)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(f => f.IsLiteral)
        .ToDictionary(
            f => (string)f.GetRawConstantValue()!,
            f => f.GetCustomAttribute<MeansAttribute>()?.Sentence
                ?? throw new InvalidOperationException($"The audit event {f.Name} does not say what it means."));
}
