using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;

namespace BankCrm.Domain.Cases.Knowledge;

/// <summary>That a text helped with a case, once for each. It names the case and nothing of it, so that the whole bank can count.</summary>
[Class(DataClass.C1)]
public sealed class TextHelp : Entity
{
    private TextHelp() { } // EF Core

    /// <summary>Whichever version it was.</summary>
    public Guid TextId { get; private init; }

    public Guid CaseId { get; private init; }
    public Guid By { get; private init; }
    public DateTimeOffset At { get; private init; }

    public static TextHelp Of(ReadyText text, Guid caseId, Guid by, DateTimeOffset now)
    {
        Refuse.If(text.State is not TemplateState.Approved, "This version is not in use any more.");
        return new() { Id = Guid.CreateVersion7(now), TextId = text.TextId, CaseId = caseId, By = by, At = now };
    }
}
