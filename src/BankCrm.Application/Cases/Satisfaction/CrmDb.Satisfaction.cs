using BankCrm.Domain.Cases.Satisfaction;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<SurveyAnswer> SurveyAnswers => Set<SurveyAnswer>();
}
