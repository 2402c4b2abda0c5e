using BankCrm.Domain.Platform.Messages;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<MessageConflict> MessageConflicts => Set<MessageConflict>();
}
