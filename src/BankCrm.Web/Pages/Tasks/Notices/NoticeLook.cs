using BankCrm.Domain.Tasks.Notices;

namespace BankCrm.Web.Pages.Tasks.Notices;

internal sealed record NoticeLook(string Icon, bool IsUrgent = false)
{
    public static NoticeLook Of(NoticeKind kind) => kind switch
    {
        NoticeKind.Reminder or NoticeKind.CaseAtRisk => new(Icon: "clock"),
        NoticeKind.Given or NoticeKind.CaseGiven => new(Icon: "user-plus"),
        NoticeKind.HandedBack => new(Icon: "arrow-back-up"),
        NoticeKind.StandsIn => new(Icon: "replace-user"),
        NoticeKind.CaseHeard => new(Icon: "mail"),
        NoticeKind.LettersWait => new(Icon: "mail-forward"),
        NoticeKind.WeChatWaits => new(Icon: "message-forward"),
        NoticeKind.DeathReported or NoticeKind.DeathConfirmed or NoticeKind.DeathTold => new(Icon: "user-check"),
        NoticeKind.SignInChanged => new(Icon: "shield-lock"),
        NoticeKind.Mentioned => new(Icon: "at"),
        _ => new(Icon: "alert-triangle", IsUrgent: true),
    };
}
