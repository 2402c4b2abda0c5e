using BankCrm.Domain.Cases.Mails;

namespace BankCrm.Domain.Cases.ServiceCases;

// By e-mail.
public sealed partial class ServiceCase
{
    /// <summary>What is to be known of the mail by which the case, or what was heard last, came.</summary>
    /// <param name="leftOut">The names of attachments that were not kept. Null: there were none.</param>
    public void CameByMail(MailProof proof, bool isCut, CaseWords? leftOut, DateTimeOffset now)
    {
        Step(proof switch { MailProof.Confirmed => CaseStepKind.MailConfirmed, MailProof.OtherAddress => CaseStepKind.MailOther, _ => CaseStepKind.MailUnproven }, null, now);
        if (isCut)
        {
            Step(CaseStepKind.MailCut, null, now);
        }

        if (leftOut is not null)
        {
            Step(CaseStepKind.LeftOut, null, now, leftOut);
        }
    }
}
