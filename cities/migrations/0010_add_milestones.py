import cities.models.source
import creativecity.thai_calendar
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '__first__'),
        ('cities', '0009_add_call_documents'),
    ]

    operations = [
        migrations.CreateModel(
            name='Completion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='sequence')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='recorded at')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='sample data')),
                ('effective_on', models.DateField(default=creativecity.thai_calendar.today, verbose_name='done on')),
                ('precision', models.CharField(choices=[('day', 'to the day'), ('month', 'to the month'), ('year', 'to the year'), ('fiscal-year', 'to the fiscal year'), ('on-or-before', 'on or before'), ('unknown', 'unknown')], default='day', max_length=12, verbose_name='how exactly the day is known')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('source_codes', cities.models.source.SourceCodesField(blank=True, default=list, verbose_name='sources')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'completion',
                'verbose_name_plural': 'completions',
                'ordering': ['sequence'],
            },
        ),
        migrations.CreateModel(
            name='CompletionEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='sequence')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='recorded at')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='sample data')),
                ('completion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence_links', to='cities.completion')),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='completion_links', to='cities.evidence')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'evidence of a completion',
                'verbose_name_plural': 'evidence of completions',
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=30, verbose_name='code')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('name_th', models.CharField(max_length=200, verbose_name='name in Thai')),
                ('name_en', models.CharField(max_length=200, verbose_name='name in English')),
                ('is_key', models.BooleanField(default=False, help_text='A later date of a key step waits for a decision.', verbose_name='key')),
                ('done_by', models.CharField(blank=True, choices=[('selection', 'the national selection'), ('submission', 'the submission'), ('announcement', 'the announcement')], max_length=12, verbose_name='done by the stage')),
                ('planned_on', models.DateField(blank=True, null=True, verbose_name='planned on')),
                ('planned_precision', models.CharField(blank=True, choices=[('day', 'to the day'), ('month', 'to the month'), ('year', 'to the year'), ('fiscal-year', 'to the fiscal year'), ('on-or-before', 'on or before'), ('unknown', 'unknown')], max_length=12, verbose_name='how exactly the day is known')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='sample data')),
                ('candidacy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='cities.candidacy')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='cities.city')),
                ('membership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='cities.membership')),
            ],
            options={
                'verbose_name': 'milestone',
                'verbose_name_plural': 'milestones',
                'ordering': ['candidacy', 'membership', 'position', 'code'],
                'permissions': [('set_baseline', 'Can set the baseline of milestones')],
            },
        ),
        migrations.CreateModel(
            name='Forecast',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='sequence')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='recorded at')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='sample data')),
                ('due_on', models.DateField(verbose_name='new date')),
                ('precision', models.CharField(choices=[('day', 'to the day'), ('month', 'to the month'), ('year', 'to the year'), ('fiscal-year', 'to the fiscal year'), ('on-or-before', 'on or before'), ('unknown', 'unknown')], default='day', max_length=12, verbose_name='how exactly the day is known')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('effective_on', models.DateField(default=creativecity.thai_calendar.today, verbose_name='said on')),
                ('number', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='number')),
                ('reason', models.CharField(blank=True, choices=[('documents', 'documents or data not ready'), ('decision', "waiting for another body's decision"), ('people', 'people or responsibility changed'), ('budget', 'budget or procurement'), ('scope', 'the work changed'), ('event', 'disaster, epidemic or other outside event'), ('call', 'UNESCO changed its dates'), ('ready', 'ready earlier than planned'), ('correction', 'correction of a date entered wrongly'), ('other', 'other reason, in the note')], max_length=12, verbose_name='reason')),
                ('decision', models.CharField(blank=True, max_length=60, verbose_name='decision')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forecasts', to='cities.milestone')),
            ],
            options={
                'verbose_name': 're-dating',
                'verbose_name_plural': 're-datings',
                'ordering': ['sequence'],
            },
        ),
        migrations.AddField(
            model_name='completion',
            name='milestone',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='completions', to='cities.milestone'),
        ),
        migrations.CreateModel(
            name='ReforecastRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='sequence')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='recorded at')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='sample data')),
                ('due_on', models.DateField(verbose_name='new date')),
                ('precision', models.CharField(choices=[('day', 'to the day'), ('month', 'to the month'), ('year', 'to the year'), ('fiscal-year', 'to the fiscal year'), ('on-or-before', 'on or before'), ('unknown', 'unknown')], default='day', max_length=12, verbose_name='how exactly the day is known')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('effective_on', models.DateField(default=creativecity.thai_calendar.today, verbose_name='said on')),
                ('reason', models.CharField(choices=[('documents', 'documents or data not ready'), ('decision', "waiting for another body's decision"), ('people', 'people or responsibility changed'), ('budget', 'budget or procurement'), ('scope', 'the work changed'), ('event', 'disaster, epidemic or other outside event'), ('call', 'UNESCO changed its dates'), ('ready', 'ready earlier than planned'), ('correction', 'correction of a date entered wrongly'), ('other', 'other reason, in the note')], max_length=12, verbose_name='reason')),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='cities.milestone')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'request for a later date',
                'verbose_name_plural': 'requests for a later date',
                'ordering': ['sequence'],
            },
        ),
        migrations.CreateModel(
            name='Retirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='sequence')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='recorded at')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='sample data')),
                ('reason', models.TextField(max_length=1000, verbose_name='why it is retired')),
                ('effective_on', models.DateField(default=creativecity.thai_calendar.today, verbose_name='retired on')),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retirements', to='cities.milestone')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'retirement',
                'verbose_name_plural': 'retirements',
            },
        ),
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='sequence')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='recorded at')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='sample data')),
                ('verdict', models.CharField(choices=[('approved', 'approved'), ('refused', 'refused')], max_length=8, verbose_name='ruling')),
                ('decision', models.CharField(max_length=60, verbose_name='decision')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                ('effective_on', models.DateField(default=creativecity.thai_calendar.today, verbose_name='decided on')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ruling', to='cities.reforecastrequest')),
            ],
            options={
                'verbose_name': 'ruling on a request',
                'verbose_name_plural': 'rulings on requests',
            },
        ),
        migrations.CreateModel(
            name='StatedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='sequence')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='recorded at')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='sample data')),
                ('view', models.CharField(choices=[('secure', 'secure'), ('on-track', 'on track'), ('at-risk', 'at risk'), ('blocked', 'cannot go on without help')], max_length=8, verbose_name='view')),
                ('reason', models.TextField(max_length=1000, verbose_name='why')),
                ('expires_on', models.DateField(verbose_name='holds until')),
                ('effective_on', models.DateField(default=creativecity.thai_calendar.today, verbose_name='stated on')),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='views', to='cities.milestone')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'stated view',
                'verbose_name_plural': 'stated views',
            },
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('candidacy__isnull', False), ('membership', None)), models.Q(('candidacy', None), ('membership__isnull', False)), _connector='OR'), name='milestone_of_one', violation_error_message='A milestone belongs to a candidacy or to a membership.'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('planned_on__isnull', True), ('planned_precision', '')), models.Q(('planned_on__isnull', False), models.Q(('planned_precision', ''), _negated=True)), _connector='OR'), name='milestone_plan', violation_error_message='Give both the day and how exactly it is known.'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.UniqueConstraint(fields=('candidacy', 'code'), name='milestone_of_candidacy', violation_error_message='This plan has that code already.'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.UniqueConstraint(fields=('membership', 'code'), name='milestone_of_membership', violation_error_message='This plan has that code already.'),
        ),
        migrations.AddIndex(
            model_name='forecast',
            index=models.Index(fields=['milestone', 'effective_on'], name='forecast_day'),
        ),
        migrations.AddConstraint(
            model_name='forecast',
            constraint=models.UniqueConstraint(fields=('milestone', 'number'), name='forecast_number', violation_error_message='The baseline is set already.'),
        ),
        migrations.AddConstraint(
            model_name='forecast',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', 0), ('reason', '')), models.Q(('number__gt', 0), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='forecast_reason', violation_error_message='Say why the date is moved.'),
        ),
        migrations.AddConstraint(
            model_name='statedview',
            constraint=models.CheckConstraint(condition=models.Q(('expires_on__gte', models.F('effective_on'))), name='view_expires_later', violation_error_message='The last day lies before the first.'),
        ),
    ]
