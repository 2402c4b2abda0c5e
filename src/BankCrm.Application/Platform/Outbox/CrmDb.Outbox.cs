using BankCrm.Domain.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<OutgoingMessage> OutgoingMessages => Set<OutgoingMessage>();

    public DbSet<OutgoingStep> OutgoingSteps => Set<OutgoingStep>();

    public DbSet<ReturnedMail> ReturnedMails => Set<ReturnedMail>();
}
