using BankCrm.Domain.Cases.Mails;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<IncomingMail> IncomingMails => Set<IncomingMail>();

    public DbSet<MailRules> MailRules => Set<MailRules>();

    public DbSet<MailRun> MailRuns => Set<MailRun>();
}
